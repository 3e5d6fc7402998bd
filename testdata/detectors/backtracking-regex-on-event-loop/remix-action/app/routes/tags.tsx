import type { ActionFunctionArgs } from "@remix-run/node"

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const tags = String(form.get("tags"))
  return { ok: /^(\w+\s?)*$/.test(tags) } // want `exponential time`
}
