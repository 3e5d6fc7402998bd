module.exports = () => console.log("rooms");
