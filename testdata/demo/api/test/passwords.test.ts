import { expect, test } from "vitest";

import { hashPassword, samePassword } from "../src/lib/passwords.js";

test("a password is the same as its hash", () => {
  expect(samePassword("pear", hashPassword("pear"))).toBe(true);
});
