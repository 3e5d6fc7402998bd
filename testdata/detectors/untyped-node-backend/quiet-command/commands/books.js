module.exports = () => console.log("books");
