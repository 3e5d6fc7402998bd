import axios from "axios";

const weather = axios.create({ baseURL: "https://weather.example", timeout: 2000 });
const trains = axios.create({ baseURL: "https://trains.example", timeout: 5000 });

export async function forecast(city: string) {
  const { data } = await weather.get("/forecast", { params: { city } });
  return data;
}

export async function departures(city: string) {
  const { data } = await trains.get(`/stations/${encodeURIComponent(city)}/departures`);
  return data;
}
