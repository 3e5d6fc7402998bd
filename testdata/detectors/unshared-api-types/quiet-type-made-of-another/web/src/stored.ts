export interface Stored {
  key: string;
}
