const { pipeline } = require("@xenova/transformers");

exports.rank = async (query, items) => {
  const embed = await pipeline("feature-extraction", "some-model");
  const vector = await embed(query);
  return items.map((item) => ({ item, vector }));
};
