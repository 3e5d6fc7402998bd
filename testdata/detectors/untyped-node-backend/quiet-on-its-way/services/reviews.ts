export const reviews: string[] = [];
