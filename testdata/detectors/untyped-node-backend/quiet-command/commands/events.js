module.exports = () => console.log("events");
