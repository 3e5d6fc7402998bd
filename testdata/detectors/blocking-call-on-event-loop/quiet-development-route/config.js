exports.isDevelopment = process.env.NODE_ENV === "development"
