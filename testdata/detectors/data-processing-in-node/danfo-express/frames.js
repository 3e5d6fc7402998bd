const dfd = require("danfojs-node");

exports.byRegion = async (year) => {
  const sales = await dfd.readCSV(`sales-${Number(year)}.csv`); // want `danfojs-node\.readCSV processes data .* GET /sales/:year` want-trace: GET /sales/:year -> byRegion -> processes data
  return dfd.toJSON(sales.groupby(["region"]).col(["amount"]).sum());
};
