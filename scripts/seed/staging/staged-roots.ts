/** A root of which Adobe Commerce keeps several versions, and the tables whose rows belong to one of them. */
export interface StagedRoot {
  readonly root: string;
  /** Holds the numbers of the entities: other tables refer to it where they mean the entity and no version. */
  readonly sequence: string;
  /** Tables whose column with the entity's number becomes `row_id`. */
  readonly renamed: readonly string[];
  /** Tables whose column keeps its name and holds the number of a version from then on. */
  readonly kept: Readonly<Record<string, string>>;
}

const values = (root: string): string[] => ['varchar', 'int', 'decimal', 'text', 'datetime'].map((backend) => `${root}_${backend}`);

/** Products and categories, as the modules CatalogStaging, BundleStaging and DownloadableStaging change them; only tables that this shop has. */
export const stagedRoots: readonly StagedRoot[] = [
  {
    root: 'catalog_product_entity',
    sequence: 'sequence_product',
    renamed: [
      ...values('catalog_product_entity'), 'catalog_product_entity_media_gallery_value', 'catalog_product_entity_media_gallery_value_to_entity',
      'catalog_product_entity_tier_price',
    ],
    kept: {
      catalog_product_link: 'product_id',
      catalog_product_super_attribute: 'product_id',
      catalog_product_super_link: 'parent_id',
      catalog_product_relation: 'parent_id',
      catalog_product_bundle_option: 'parent_id',
      catalog_product_bundle_option_value: 'parent_product_id',
      catalog_product_bundle_selection: 'parent_product_id',
      catalog_product_option: 'product_id',
      downloadable_link: 'product_id',
    },
  },
  { root: 'catalog_category_entity', sequence: 'sequence_catalog_category', renamed: values('catalog_category_entity'), kept: {} },
];

/** Tables whose numbers the versions of a product share, and the sequence that gives them. */
export const sharedNumbers: readonly { readonly table: string; readonly id: string; readonly version: string; readonly sequence: string }[] = [
  { table: 'catalog_product_bundle_option', id: 'option_id', version: 'parent_id', sequence: 'sequence_product_bundle_option' },
  { table: 'catalog_product_bundle_selection', id: 'selection_id', version: 'parent_product_id', sequence: 'sequence_product_bundle_selection' },
];

/** What an entity's number is raised by to make that of its first version: the two must never be mistaken for each other. */
export const firstVersion = 1_000_000_000;
/** Where versions begin and end for ever, as Magento writes it. */
export const always = { from: 1, until: 2_147_483_647 } as const;
