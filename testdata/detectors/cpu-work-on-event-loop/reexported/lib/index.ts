export * from "./digest"
