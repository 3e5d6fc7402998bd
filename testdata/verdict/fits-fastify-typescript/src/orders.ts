import knex from "knex";

const db = knex({ client: "pg" });

export interface Order {
  id: string;
  total: number;
}

export async function findOrder(id: string): Promise<Order | undefined> {
  return db<Order>("orders").where({ id }).first();
}
