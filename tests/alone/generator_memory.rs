//! Twice as large a document costs twice as much and not more: by what is
//! allocated, which no clock and no other program has a part in.

use allocation_counter::{AllocationInfo, measure};
use openapi_client_generator::{Inputs, generate};
use workspace_tests::synthetic;

/// How many things there are in the smaller document.
const SIZE: u64 = 100;

/// What generating allocates, but for writing the files, which has threads of
/// its own.
fn cost(size: u64) -> AllocationInfo {
    let document = synthetic::document(usize::try_from(size).unwrap());
    let inputs = Inputs {
        document: &document,
        overlay: None,
        config: "",
        groups: Default::default(),
        of_record: false,
        lenient: false,
        files: None,
    };
    measure(|| {
        let output = generate(&inputs).unwrap();
        let operations = u64::try_from(output.summary.account.operations).unwrap();
        assert_eq!(operations, 2 * size);
    })
}

#[test]
fn twice_the_document_allocates_twice_as_much() {
    // What is done once is done before.
    cost(1);
    let (once, twice) = (cost(SIZE), cost(2 * SIZE));
    let figures = |of: &dyn Fn(&AllocationInfo) -> u64| (of(&once), of(&twice));
    let counts = figures(&|cost| cost.count_total);
    let bytes = figures(&|cost| cost.bytes_total);
    let peak = figures(&|cost| cost.bytes_max);
    eprintln!("allocations {counts:?}, bytes {bytes:?}, bytes at once {peak:?}");
    for (what, (once, twice)) in [("allocations", counts), ("bytes", bytes), ("peak", peak)] {
        // A tenth is for tables that double, and for longer numbers.
        assert!(twice * 10 <= once * 22, "{what}: {once} and then {twice}");
        assert!(twice * 10 >= once * 15, "{what}: {once} and then {twice} tells nothing");
    }
}
