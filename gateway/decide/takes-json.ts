const json = /^\s*(?:\*\/\*|application\/(?:\*|json))\s*(?:[;,]|$)/i;

/**
 * Whether Magento would answer in JSON, which is all that a service speaks: it takes the first type of Accept that it
 * knows, and knows XML as well.
 */
export const takesJson = (accept: string | undefined): boolean => accept === undefined || accept === '' || json.test(accept);
