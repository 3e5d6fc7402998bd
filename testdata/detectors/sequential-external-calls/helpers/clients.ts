import axios from "axios"

const users = axios.create({ baseURL: "https://users.example", timeout: 2000 })
const orders = axios.create({ baseURL: "https://orders.example", timeout: 2000 })

export async function findUser(id: string) {
  const { data } = await users.get(`/users/${id}`)
  return data
}

async function ordersOf(id: string) {
  const { data } = await orders.get("/orders", { params: { user: id } })
  return data
}

export async function countOrders(id: string) {
  const all = await ordersOf(id)
  return all.length
}
