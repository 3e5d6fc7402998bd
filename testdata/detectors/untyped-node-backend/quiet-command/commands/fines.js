module.exports = () => console.log("fines");
