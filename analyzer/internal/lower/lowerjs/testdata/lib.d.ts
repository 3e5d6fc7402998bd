export declare function read(path: string): Buffer
export function read(path: string, cb: Callback): void
export const version: string
export class Client { query<T>(sql: string): Promise<T>; static create(): Client }
declare namespace Ns { function inner(): void; const value: Client }
export default Client
