//! How does an assistant reach the store? Over standard input and output, in the Model Context Protocol.

use std::path::Path;
use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, Implementation,
    ListResourcesResult, ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ReadResourceResult, Resource, ResourceContents, ServerCapabilities, ServerConfig,
    Tool,
};
use rmcp::service::{RequestContext, ServerInitializeError};
use rmcp::{RoleServer, ServerHandler, ServiceExt};
use tokio::runtime::Builder;

use crate::desk::Desk;
use crate::error::Error;
use crate::tools::{self, Entry};
use crate::written::written;

/// What an assistant is told before it asks.
const INSTRUCTIONS: &str = include_str!("instructions.txt");

/// Where the tables are described.
const SCHEMA: &str = "chancery://schema";

/// Serves a store to an assistant at standard input and output until it closes its end. Nothing else may write to
/// standard output meanwhile.
pub fn serve(folder: &Path) -> Result<(), Error> {
    let assistant = Assistant { desk: Arc::new(Desk::open(folder)?) };
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(converse(assistant));
    // Whoever has gone waits for no answer that is still being made.
    runtime.shutdown_background();
    ended
}

async fn converse(assistant: Assistant) -> Result<(), Error> {
    let failed = |e: &dyn std::fmt::Display| Error::Protocol(e.to_string());
    let running = match assistant.serve(rmcp::transport::stdio()).await {
        Ok(running) => running,
        // Somebody looked whether the program starts.
        Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(e) => return Err(failed(&e)),
    };
    running.waiting().await.map_err(|e| failed(&e)).map(|_| ())
}

/// What answers an assistant.
#[derive(Debug)]
struct Assistant {
    desk: Arc<Desk>,
}

impl Assistant {
    /// Answers on a thread of its own, so that a long question keeps no other from being heard.
    async fn answer(&self, entry: &'static Entry, request: CallToolRequestParams) -> CallToolResult {
        let desk = Arc::clone(&self.desk);
        let arguments = request.arguments.unwrap_or_default();
        let asked = tokio::task::spawn_blocking(move || (entry.answer)(&desk, arguments));
        let text = |text: String| vec![ContentBlock::text(text)];
        match asked.await {
            Ok(Ok(body)) => CallToolResult::success(text(written(&body))),
            Ok(Err(refusal)) => CallToolResult::error(text(refusal.to_string())),
            Err(_) => CallToolResult::error(text("this question could not be answered; ask another".into())),
        }
    }
}

impl ServerHandler for Assistant {
    fn get_info(&self) -> ServerConfig {
        let offers = ServerCapabilities::builder().enable_tools().enable_resources().build();
        let name = Implementation::new("chancery", env!("CARGO_PKG_VERSION")).with_title("Chancery");
        ServerConfig::new(offers).with_server_info(name).with_instructions(INSTRUCTIONS.trim_end())
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::named(name).map(|entry| (entry.described)())
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::ALL.iter().map(|entry| (entry.described)()).collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(entry) = tools::named(&request.name) else {
            let known = tools::ALL.iter().map(|entry| entry.name).collect::<Vec<_>>().join(", ");
            let why = format!("there is no tool {:?}; there are: {known}", request.name);
            return Err(ErrorData::invalid_params(why, None));
        };
        Ok(self.answer(entry, request).await.into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let schema = Resource::new(SCHEMA, "schema")
            .with_title("Tables and columns")
            .with_description("Every table, column and function that the tool sql knows.")
            .with_mime_type("text/markdown");
        Ok(ListResourcesResult::with_all_items(vec![schema]))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        if request.uri != SCHEMA {
            let why = format!("there is no resource {:?}; there is: {SCHEMA}", request.uri);
            return Err(ErrorData::resource_not_found(why, None));
        }
        let text = ResourceContents::text(chancery_records::sql::reference(), SCHEMA)
            .with_mime_type("text/markdown");
        Ok(ReadResourceResult::new(vec![text]).into())
    }
}
