import { HttpService } from "@nestjs/axios"
import { Controller, Get, Injectable, Param } from "@nestjs/common"
import { firstValueFrom } from "rxjs"

@Injectable()
export class ShopClient {
  constructor(private readonly http: HttpService) {}

  async stock(id: string) {
    const { data } = await firstValueFrom(this.http.get(`https://stock.example/${id}`, { timeout: 1000 }))
    return data
  }

  async price(id: string) {
    const { data } = await firstValueFrom(this.http.get(`https://prices.example/${id}`, { timeout: 1000 }))
    return data
  }
}

@Controller("products")
export class ProductController {
  constructor(private readonly shop: ShopClient) {}

  @Get(":id")
  async show(@Param("id") id: string) {
    const stock = await this.shop.stock(id)
    const price = await this.shop.price(id) // want `this\.shop\.price waits for this\.shop\.stock, whose answer it does not need, while serving GET :id`
    return { stock, price }
  }
}
