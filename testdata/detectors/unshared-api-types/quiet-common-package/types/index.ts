export interface Order {
  id: number;
  total: number;
  customer: string;
}
