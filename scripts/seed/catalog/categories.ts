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
    plans.push({ id: root, parentId: 1, path: `1/${root}`, position: index + 1, level: 1, childrenCount: perTree, name: `Root ${root}`, urlKey: null });
    SUBJECTS.forEach((subject, subjectIndex) => {
      const top = childOf(plans[plans.findIndex(({ id }) => id === root)] as CategoryPlan, nextId++, subjectIndex + 1, subject, KINDS.length);
      plans.push(top);
      KINDS.forEach((kind, kindIndex) => plans.push(childOf(top, nextId++, kindIndex + 1, `${kind} ${subject}`, 0)));
    });
  });
  return plans;
}

function childOf(parent: CategoryPlan, id: number, position: number, name: string, childrenCount: number): CategoryPlan {
  return {
    id, parentId: parent.id, path: `${parent.path}/${id}`, position, level: parent.level + 1, childrenCount, name,
    urlKey: `${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${id}`,
  };
}
