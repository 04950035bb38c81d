import { STORE_GROUPS } from '../shop/stores';

export interface CategoryPlan {
  readonly id: number;
  readonly parentId: number;
  readonly path: string;
  readonly position: number;
  readonly level: number;
  readonly childrenCount: number;
  readonly name: string;
  readonly urlKey: string | null;
}

const SUBJECTS: readonly string[] = ['Garments', 'Furniture', 'Tools', 'Gifts &amp; more'];
const KINDS: readonly string[] = ['New', 'Reduced'];
const ROOTS: readonly number[] = [...new Set(STORE_GROUPS.map(({ rootCategoryId }) => rootCategoryId))];

/** The invisible root 1, a tree for each root that a store group names, and two levels below. */
export const CATEGORIES: readonly CategoryPlan[] = growTrees();

/** The categories that hold products. */
export const LEAVES: readonly CategoryPlan[] = CATEGORIES.filter(({ level }) => level === 3);

function growTrees(): readonly CategoryPlan[] {
  const perTree = SUBJECTS.length * (1 + KINDS.length);
  const plans: CategoryPlan[] = [
    { id: 1, parentId: 0, path: '1', position: 0, level: 0, childrenCount: ROOTS.length * (perTree + 1), name: 'Root Catalog', urlKey: null },
  ];
  let nextId = Math.max(...ROOTS) + 1;
  ROOTS.forEach((root, index) => {
    const tree = { id: root, parentId: 1, path: `1/${root}`, position: index + 1, level: 1, childrenCount: perTree, name: `Root ${root}`, urlKey: null };
    plans.push(tree);
    SUBJECTS.forEach((subject, subjectIndex) => {
      const top = childOf(tree, { id: nextId++, position: subjectIndex + 1, name: subject, childrenCount: KINDS.length });
      plans.push(top);
      KINDS.forEach((kind, kindIndex) => plans.push(childOf(top, { id: nextId++, position: kindIndex + 1, name: `${kind} ${subject}`, childrenCount: 0 })));
    });
  });
  return plans;
}

function childOf(parent: CategoryPlan, child: Pick<CategoryPlan, 'id' | 'position' | 'name' | 'childrenCount'>): CategoryPlan {
  const { id, name } = child;
  return {
    ...child, parentId: parent.id, path: `${parent.path}/${id}`, level: parent.level + 1,
    urlKey: `${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${id}`,
  };
}
