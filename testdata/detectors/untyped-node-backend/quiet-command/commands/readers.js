module.exports = () => console.log("readers");
