import { addProduct, setValue } from './add-product';
import type { Trap } from './trap';

const LONG_TEXT_LENGTH = 300_000;
const named = (sku: string): string => `SELECT COUNT(*) FROM {p}catalog_product_entity WHERE sku = '${sku}'`;

export const TEXT_TRAPS: readonly Trap[] = [
  {
    name: 'copy-marks',
    what: 'Text that a line-based copy format takes for its own marks: backslashes, tabs, line feeds, a line of backslash and dot, backslash N.',
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-COPY-MARKS');
      await setValue(shop, { id, code: 'description', value: 'a\tb\\tc\nnext\r\n\\.\n\\N\n\b\f\v\x1a\x7f end\\' });
      await setValue(shop, { id, code: 'short_description', value: '\\.' });
      await setValue(shop, { id, code: 'meta_title', value: '\\N' });
      await setValue(shop, { id, code: 'meta_description', value: `'"\`$1 \${x} %s {{var}} -- /* */ ;` });
    },
    mark: () => named('TRAP-COPY-MARKS'),
  },
  {
    name: 'empty-and-null-words',
    what: "Empty text, blanks, 'NULL', 'null', '0' and 'false' beside a real NULL: six different things.",
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-NULL-WORDS');
      const values = [['meta_title', ''], ['meta_keyword', ' '], ['meta_description', 'NULL'], ['care_hint', 'null'], ['image_label', '0'], ['description', 'false'], ['url_key', null]] as const;
      for (const [code, value] of values) await setValue(shop, { id, code, value });
    },
    mark: () => named('TRAP-NULL-WORDS'),
  },
  {
    name: 'lost-emoji',
    what: "Four question marks where an emoji was: the three-byte charset lost it on the way in, and nothing brings it back.",
    apply: async (shop) => setValue(shop, { id: await addProduct(shop, 'TRAP-LOST-EMOJI'), code: 'name', value: 'Mug ????' }),
    mark: () => "SELECT COUNT(*) FROM {p}catalog_product_entity_varchar WHERE value = 'Mug ????'",
  },
  {
    name: 'all-of-unicode',
    what: 'Right-to-left, combining, zero-width, private and unassigned characters, line separators and a byte order mark.',
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-UNICODE');
      await setValue(shop, { id, code: 'name', value: '\ufeffشجرة 样本 Ёлка e\u0301\u200d\u200b\u2028\u2029\ufffd\ue000\uffff İıß' });
      await setValue(shop, { id, code: 'description', value: 'Ĳ ŉ ǆ ﷺ ﬁ ½ \u00a0\u00ad\u0085\u202e' });
    },
    mark: () => named('TRAP-UNICODE'),
  },
  {
    name: 'long-text',
    what: 'A description longer than a text column of old versions holds, and a name of 255 three-byte characters.',
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-LONG');
      await setValue(shop, { id, code: 'description', value: 'Lorem ipsum \\ '.repeat(Math.ceil(LONG_TEXT_LENGTH / 14)) });
      await setValue(shop, { id, code: 'name', value: '样'.repeat(255) });
    },
    mark: () => `SELECT COUNT(*) FROM {p}catalog_product_entity_text WHERE LENGTH(value) >= ${LONG_TEXT_LENGTH}`,
  },
  {
    name: 'html-in-labels',
    what: 'Labels with HTML entities, quotes and a character that was lost.',
    async apply(shop) {
      const attribute_id = shop.attributes.get('catalog_product', 'size').id;
      for (const value of ['&frac14; zip', '? zip', '<b>"Bold"</b> &amp; &lt;']) {
        const option_id = await shop.insert('eav_attribute_option', { attribute_id, sort_order: 90 });
        await shop.insert('eav_attribute_option_value', { option_id, store_id: 0, value });
      }
    },
    mark: () => "SELECT COUNT(*) FROM {p}eav_attribute_option_value WHERE value = '&frac14; zip'",
  },
  {
    name: 'nul-byte',
    what: 'A name with a NUL byte, which PostgreSQL cannot hold in text.',
    optIn: true,
    apply: async (shop) => setValue(shop, { id: await addProduct(shop, 'TRAP-NUL-BYTE'), code: 'name', value: 'before\0after' }),
    mark: () => "SELECT COUNT(*) FROM {p}catalog_product_entity_varchar WHERE INSTR(value, CHAR(0)) > 0",
  },
];
