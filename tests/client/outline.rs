//! An outline of the generated crate, one line per public item, so that a pull
//! request shows at a glance what changed for callers.

use workspace_tests::outline::outline;
use workspace_tests::shared::workspace;

#[test]
fn what_callers_see() {
    insta::assert_snapshot!(outline(&workspace("generated/src")));
}
