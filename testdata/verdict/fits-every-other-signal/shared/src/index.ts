export interface Order {
  id: string;
  total: number;
}

export function label(order: Order): string {
  return `#${order.id}`;
}
