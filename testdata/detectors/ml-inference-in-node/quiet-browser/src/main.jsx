import { createRoot } from "react-dom/client";
import * as tf from "@tensorflow/tfjs";

const model = tf.loadGraphModel("/pose/model.json");

function Pose() {
  const look = async () => {
    const video = document.querySelector("video");
    const seen = (await model).predict(tf.browser.fromPixels(video));
    console.log(await seen.data());
  };
  return <button onClick={look}>look</button>;
}

createRoot(document.getElementById("root")).render(<Pose />);
