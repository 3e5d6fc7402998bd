const ort = require("onnxruntime-node");

let session;

exports.sort = async (parcel) => {
  session ??= await ort.InferenceSession.create("sorter.onnx");
  const input = new ort.Tensor("float32", parcel.sides, [1, 3]);
  return session.run({ input }); // want `InferenceSession\.run runs a model in the Node\.js process .* /parcels` want-trace: /parcels -> sort -> runs a model
};
