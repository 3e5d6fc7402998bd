const tf = require("@tensorflow/tfjs-node");

test("model", async () => {
  const model = await tf.loadLayersModel("file://fruit/model.json");
  model.predict(tf.tensor1d([1]));
});
