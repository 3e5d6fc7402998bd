import { Body, Controller, Post } from "@nestjs/common"

class WordsDto {
  text: string
}

@Controller()
export class WordsController {
  private static readonly WORDS = /^(\w+[ ,]*)+$/

  @Post("words")
  words(@Body() dto: WordsDto) {
    return { ok: WordsController.WORDS.test(dto.text) } // want `exponential time on what a client may send.*POST /?words`
  }
}
