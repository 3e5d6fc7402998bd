export type Profile = { // want `Profile expects fullName and avatarUrl, which Profile of api does not send`
  id: string;
  email: string;
  createdAt: string;
  fullName: string;
  avatarUrl: string;
};
