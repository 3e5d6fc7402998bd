module.exports = async (data) => ({ to: data.to, subject: "reviews" });
