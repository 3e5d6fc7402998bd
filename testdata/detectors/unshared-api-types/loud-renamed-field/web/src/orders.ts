export interface Order { // want `Order expects paidAt, which Order of api does not send`
  id: number;
  total: number;
  customer: string;
  paidAt: string;
  note?: string;
}

export async function loadOrders(): Promise<Order[]> {
  return (await fetch("http://localhost:8000/orders")).json();
}
