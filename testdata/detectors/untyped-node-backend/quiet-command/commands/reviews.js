module.exports = () => console.log("reviews");
