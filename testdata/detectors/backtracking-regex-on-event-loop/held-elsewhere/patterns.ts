export const HOST = /^([\w-]+\.?)+$/
export const rules = { phone: /^(\d+[ -]?)+$/ }
export class Names {
  static readonly full = /^([A-Za-z]+\s?)+$/
  private readonly nick = new RegExp("^(?:_*[a-z]*)*$")

  valid(name: string) {
    return this.nick.test(name) // want `exponential time`
  }
}
