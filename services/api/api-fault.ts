/** A request that is answered with an error in Magento's form. Messages name fields, never values of persons. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';

  constructor(readonly status: number, message: string, readonly parameters: Readonly<Record<string, string>> = {}) {
    super(message);
  }
}

/** 404, in Magento's words. */
export const noSuchEntity = (): ApiFault => new ApiFault(404, "The entity that was requested doesn't exist. Verify the entity and try again.");

/** 400: the request itself is wrong. */
export const badRequest = (message: string, parameters: Readonly<Record<string, string>> = {}): ApiFault => new ApiFault(400, message, parameters);
