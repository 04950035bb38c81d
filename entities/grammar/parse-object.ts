/** The members of a JSON object of texts, as `extra` and `attributes` are; nothing when it is NULL. */
export const parseObject = (json: string | null): ReadonlyMap<string, string | null> =>
  new Map(json === null ? [] : Object.entries(JSON.parse(json) as Record<string, string | null>));
