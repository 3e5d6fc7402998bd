export interface Basket { // want `3 types of api are declared on both sides, and nothing keeps them the same: Basket, Customer and Line`
  id: number;
  lines: Line[];
  customer: Customer;
}

export interface Line {
  id: number;
  sku: string;
  amount: number;
}

export interface Customer {
  id: number;
  name: string;
  email?: string;
}

export const basket = async (): Promise<Basket> => (await fetch("/api/basket")).json();
