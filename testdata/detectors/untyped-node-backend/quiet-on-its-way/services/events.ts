export const events: string[] = [];
