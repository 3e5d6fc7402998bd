export class Customer {
  id: string
}

export class Order {
  id: string
  customerId: string
}
