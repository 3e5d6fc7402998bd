import ort from "onnxruntime-node";

const session = await ort.InferenceSession.create("sorter.onnx");

export default async function infer(parcel) {
  const input = new ort.Tensor("float32", parcel.sides, [1, 3]);
  return session.run({ input });
}
