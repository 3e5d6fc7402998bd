import { Body, Controller, Post } from "@nestjs/common";
import axios from "axios";

@Controller("faces")
export class FacesController {
  private readonly url = "http://localhost:7000/embed";

  @Post()
  async embed(@Body() body: { image: string }) {
    const { data } = await axios.post(this.url, body, { timeout: 5000 }); // want `backend \(Node\.js\) asks faces \(Python\) at localhost:7000`
    return data;
  }
}
