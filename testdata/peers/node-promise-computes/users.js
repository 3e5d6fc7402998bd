export async function hashOf(name) {
  const answer = await fetch(`https://users.example/${name}`, { signal: AbortSignal.timeout(5000) });
  return (await answer.json()).hash;
}
