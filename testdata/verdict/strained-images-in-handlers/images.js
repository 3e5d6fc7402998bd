const { Jimp } = require("jimp");

exports.square = async (id, side) => {
  const image = await Jimp.read(`pictures/${id}.png`);
  return image.cover({ w: side, h: side }).getBuffer("image/png");
};
