import express from "express";
import { trips } from "./trips";

const app = express();
app.use(express.json());
app.use("/trips", trips);
app.listen(3000);
