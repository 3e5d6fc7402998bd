#!/usr/bin/env node
const faceapi = require("@vladmandic/face-api");

faceapi.detectAllFaces(process.argv[2]).then((faces) => console.log(faces.length));
