module.exports = () => console.log("loans");
