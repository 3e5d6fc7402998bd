const fs = require("node:fs");

exports.run = () => {
  fs.cpSync("data", "backup", { recursive: true }); // wanted
  return "done";
};
