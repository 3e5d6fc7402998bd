import { Controller, Get, Injectable } from "@nestjs/common"
import { InjectRepository } from "@nestjs/typeorm"
import { Repository } from "typeorm"
import { Customer, Order } from "./entities"

@Injectable()
export class CustomerService {
  constructor(@InjectRepository(Customer) private readonly customers: Repository<Customer>) {}

  async byId(id: string) {
    return this.customers.findOneBy({ id })
  }
}

@Controller("orders")
export class OrderController {
  constructor(
    @InjectRepository(Order) private readonly orders: Repository<Order>,
    private readonly customers: CustomerService,
  ) {}

  @Get()
  async list() {
    const out = []
    for (const order of await this.orders.find()) {
      const customer = await this.customers.byId(order.customerId) // want `this\.customers\.byId runs a query for each element of .* while serving GET OrderController\.list` want-trace: GET OrderController.list -> this.customers.byId runs a query
      out.push({ ...order, customer })
    }
    return out
  }
}
