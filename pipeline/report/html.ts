/** Markup that is safe to put into a page as it stands. */
export interface Html {
  readonly markup: string;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for an element or a quoted attribute. */
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (found) => escapes[found]!);

type Part = Html | string | number | readonly Html[] | undefined;

const partOf = (part: Part): string => {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
};

/** A template tag: everything put in is escaped, except what is markup already. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: texts.map((text, index) => text + (index < parts.length ? partOf(parts[index]) : '')).join(''),
});
