import * as tf from "@tensorflow/tfjs-node";

export class Mood {
  private model!: tf.LayersModel;

  async load() {
    this.model = await tf.loadLayersModel("file://mood/model.json");
  }

  of(words: number[]) {
    const scores = this.model.predict(tf.tensor2d([words])) as tf.Tensor; // want `predict runs a model .* POST /mood`
    return scores.data();
  }
}
