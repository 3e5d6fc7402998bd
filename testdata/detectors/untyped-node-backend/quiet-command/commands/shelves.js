module.exports = () => console.log("shelves");
