//! The one object that the events of a stream build up → an item.

use super::accumulate::text_docs;
use super::{Planner, RUNTIME, import};
use crate::ir;
use crate::rust::Assembly;

impl Planner<'_> {
    pub(super) fn assembly_item(
        &self,
        name: String,
        assembly: &ir::Assembly,
        imports: &mut Vec<String>,
    ) -> Assembly {
        imports.push("crate::Result".to_owned());
        let kind = match assembly.parts {
            ir::BuildUp::Merged { .. } => "value::MergeRules",
            ir::BuildUp::Placed { .. } => "http::Placing",
        };
        for import in ["http::Accumulate", "http::Assembled", "http::Assembly", kind] {
            imports.push(format!("{RUNTIME}::{import}"));
        }
        let (events, whole) = (self.type_name(&assembly.events), self.ty(&assembly.whole));
        import(&whole, imports);
        let text = assembly.text.iter().map(|steps| self.way(steps, imports)).collect();
        Assembly {
            docs: [
                format!("The [`{whole}`] that the events of a stream of [`{events}`] build up."),
                String::new(),
                "Get it from [`Accumulated::whole`](crate::Accumulated::whole) at the end, or as"
                    .to_owned(),
                "it is so far from [`Accumulated::state`](crate::Accumulated::state).".to_owned(),
            ]
            .into(),
            name,
            events,
            whole,
            parts: assembly.parts.clone(),
            text,
            text_docs: text_docs(),
        }
    }
}
